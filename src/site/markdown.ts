import { defineMdastPlugin } from "satteri";

// Raw HTML in Markdown is not trusted: it is shown as the text that it is.
const inertHtml = defineMdastPlugin({
  name: "inert-html",
  html(node, context) {
    context.replaceNode(node, { type: "text", value: node.value });
  },
});

const safeProtocol = /^(https?:|mailto:|tel:|[^a-z]|[a-z0-9-_.]*([/?#]|$))/i;

/** Whether a link may be followed: the web, mail, telephone, or a place on the site itself. */
export function isSafeLink(url: string): boolean {
  // Browsers pass over white space and control signs inside a protocol.
  return safeProtocol.test([...url].filter((sign) => sign > " ").join(""));
}

const safeLinks = defineMdastPlugin({
  name: "safe-links",
  link(node, context) {
    if (!isSafeLink(node.url)) context.setProperty(node, "url", "#");
  },
  image(node, context) {
    if (!isSafeLink(node.url)) context.setProperty(node, "url", "");
  },
  definition(node, context) {
    if (!isSafeLink(node.url)) context.setProperty(node, "url", "#");
  },
});

/** What a site at the path `base` does with Markdown: an address that begins with `/` is a place of the site. */
export function markdownPlugins(base: string) {
  const prefix = base.replace(/\/$/, "");
  const whole = (url: string) => (/^\/(?!\/)/.test(url) ? `${prefix}${url}` : url);
  const ownLinks = defineMdastPlugin({
    name: "own-links",
    link(node, context) {
      context.setProperty(node, "url", whole(node.url));
    },
    definition(node, context) {
      context.setProperty(node, "url", whole(node.url));
    },
  });
  return [inertHtml, safeLinks, ownLinks];
}
