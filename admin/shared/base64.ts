/** The text of a file as GitHub's API carries it. */
export function textOf(base64: string): string {
  const bytes = Uint8Array.from(atob(base64.replace(/\s/g, "")), (one) => one.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
