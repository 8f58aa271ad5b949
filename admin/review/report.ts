import * as z from "zod";

const signature = z.object({
  login: z.string(),
  review: z.number(),
  at: z.number(),
  principal: z.string().nullable().default(null),
});
const standIn = z.object({ login: z.string(), principal: z.string(), until: z.number() });
const slot = z.object({
  role: z.string(),
  holders: z.array(z.string()),
  deputies: z.array(standIn).default([]),
  required: z.number(),
  signed: z.array(signature),
});
export type Slot = z.infer<typeof slot>;

const data = z.object({
  number: z.number().optional(),
  /** What it is about, in words; null where only its title says it. */
  subject: z.string().nullable().default(null),
  /** Since when it waits for those whose turn it is. */
  since: z.string().nullable().default(null),
  /** Whether it was mended since it was sent back, and waits for the one who did. */
  mended: z.boolean().default(false),
  decision: z.object({
    decision: z.string(),
    stage: z.string().nullable(),
    reason: z.string(),
    ignored: z.record(z.string(), z.string()),
    waiting_for: z.array(z.string()),
    by: z.string().optional(),
    explanation: z.array(z.string()),
  }),
  classes: z.array(z.string()).default([]),
  chain: z.array(z.object({ rank: z.string(), slots: z.array(slot) })),
  people: z.record(z.string(), z.object({ name: z.string(), title: z.string() })),
});

/** The gate's own decision, as it stands in the text of its check run. */
export type Report = z.infer<typeof data>;

/** Reads the report about pull request `number`; null when the gate has not spoken yet. */
export function readReport(text: string | null | undefined, number: number): Report | null {
  const json = /```json\n([\s\S]*?)\n```/.exec(text ?? "")?.[1];
  if (!json) return null;
  const parsed = data.extend({ others: z.array(data).optional() }).safeParse(parse(json));
  if (!parsed.success) return null;
  const { others = [], ...first } = parsed.data;
  return (
    [first, ...others].find((one) => one.number === undefined || one.number === number) ?? null
  );
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** `vetoed`: one has sent it back oneself, and nothing was mended since. */
export type Turn = "mine" | "author" | "vetoed" | "signed" | "later" | "outside" | "unknown";

/** What a person may do about a change now. */
export function turnOf(report: Report | null, login: string | null, author: string | null): Turn {
  const same = (other: string | null) => !!login && login.toLowerCase() === other?.toLowerCase();
  if (!report || !login) return "unknown";
  if (same(author)) return "author";
  if (report.decision.waiting_for.some(same)) return "mine";
  if (same(report.decision.by ?? null)) return report.mended ? "mine" : "vetoed";
  const slots = report.chain.flatMap((rank) => rank.slots);
  if (slots.some((one) => one.signed.some((signature) => same(signature.login)))) return "signed";
  return slots.some((one) => one.holders.some(same)) ? "later" : "outside";
}

/** Whose deputy `login` is in the rank whose turn it is; null for a holder and for everybody else. */
export function principalFor({ chain, decision }: Report, login: string): string | null {
  const slots = chain.find((one) => one.rank === decision.stage)?.slots ?? [];
  const deputies = slots.flatMap((slot) => slot.deputies);
  const own = deputies.find((one) => one.login.toLowerCase() === login.toLowerCase());
  return own?.principal ?? null;
}
