import * as z from "zod";

const text = z.string().min(1);

/** Where the built site goes: `deploy` in `.github/github.yml`. */
export const deploySettings = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("pages") }),
  z.strictObject({
    kind: z.literal("rsync"),
    /** `user@host`; ssh's own settings say the rest. Nothing that ssh could take for an option. */
    host: z.string().regex(/^\w[\w.-]*@\w[\w.-]*$/),
    /** The folder on the server; the web server's root is `current` in it. */
    path: z.string().regex(/^\/[\w./-]+$/),
  }),
  z.strictObject({
    kind: z.literal("s3"),
    endpoint: z.url({ protocol: /^https?$/ }),
    bucket: text,
    region: text.default("auto"),
    path_style: z.boolean().default(false),
    prefix: z
      .string()
      .regex(/^$|\/$/)
      .default(""),
  }),
]);

export type DeploySettings = z.infer<typeof deploySettings>;
