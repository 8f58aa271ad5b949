/** What can be wrong with a file by its content. */
export const severities = {
  empty: "block",
  pointer: "block",
  "unknown-type": "block",
  "wrong-name": "block",
  heic: "block",
  broken: "block",
  trailing: "block",
  cmyk: "block",
  gps: "block",
  author: "warn",
  turned: "warn",
  "too-many-frames": "block",
  apng: "warn",
  "too-many-pixels": "block",
  "too-long-side": "block",
  deep: "warn",
  "hidden-text": "block",
  tiny: "warn",
  "svg-doctype": "block",
  "svg-element": "block",
  "svg-attribute": "block",
  "svg-link": "block",
  "svg-style": "block",
  "pdf-script": "block",
  "pdf-action": "block",
  "pdf-attachment": "block",
  "pdf-locked": "block",
  "office-macro": "block",
  "office-external": "block",
  bomb: "block",
  "slow-start": "block",
  codec: "block",
  chroma: "block",
  truncated: "block",
  // The probe itself came to no end: fail closed.
  crashed: "block",
} as const;

type ProblemKind = keyof typeof severities;

export interface Problem {
  readonly kind: ProblemKind;
  /** What was found, where the kind alone does not say it. */
  readonly detail?: string;
}

export type MediaClass = "image" | "video" | "document";

/** What a probe found out about one file. */
export interface MediaFacts {
  readonly bytes: number;
  readonly problems: readonly Problem[];
  /** The text that a document shows. */
  readonly text?: string;
}

const classes: Readonly<Record<MediaClass, readonly string[]>> = {
  image: ["jpg", "jpeg", "png", "webp", "gif", "avif", "svg"],
  video: ["mp4", "webm"],
  document: ["pdf", "docx", "xlsx", "pptx"],
};

export function extensionOf(path: string): string {
  return (/\.([^./]+)$/.exec(path)?.[1] ?? "").toLowerCase();
}

/** By the name alone; null for what may not be among the media. */
export function mediaClassOf(path: string): MediaClass | null {
  const extension = extensionOf(path);
  const all: readonly MediaClass[] = ["image", "video", "document"];
  return all.find((one) => classes[one].includes(extension)) ?? null;
}
