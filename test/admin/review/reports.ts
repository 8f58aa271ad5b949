import type { Overview } from "../../../admin/review/api/read.ts";
import { type Report, readReport } from "../../../admin/review/report.ts";

const people = { walt: { name: "沃特", title: "分管领导" } };

/** What the gate says of a change that waits for the vice president. */
export function report(change: Record<string, unknown> = {}): Report {
  const data = {
    number: 1,
    subject: "修改产品：竹杯",
    since: "2026-03-02T10:00:00Z",
    decision: {
      decision: "pending",
      stage: "vp",
      reason: "WAITING",
      ignored: {},
      waiting_for: ["walt"],
      explanation: [],
    },
    classes: ["layout"],
    chain: [
      { rank: "vp", slots: [{ role: "vp:web", holders: ["walt"], required: 1, signed: [] }] },
    ],
    people,
    ...change,
  };
  const read = readReport(`\`\`\`json\n${JSON.stringify(data)}\n\`\`\``, 1);
  if (!read) throw new Error("the report is not in the desk's form");
  return read;
}

const time = "2026-03-02T09:00:00Z";

export function overview(number: number, change: Partial<Overview> = {}): Overview {
  const pull = {
    number,
    title: `第 ${number} 项`,
    state: "open",
    user: { login: "ed" },
    created_at: time,
    updated_at: time,
    merged_at: null,
    labels: [],
    head: { sha: `${number}`.repeat(40).slice(0, 40), ref: `cms/products/p${number}` },
  };
  return { pull, report: report(), approval: null, content: null, ...change };
}
