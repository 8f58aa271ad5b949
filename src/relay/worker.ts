import { relay } from "./relay.ts";
import { relaySettings } from "./settings.ts";

/** The relay as Workers and the like start it: a fetch handler, its variables given with each request. */
const handler = {
  fetch: (request: Request, env: unknown) => relay(relaySettings(env)).fetch(request),
};

// biome-ignore lint/style/noDefaultExport: where such a platform looks for the handler
export default handler;
