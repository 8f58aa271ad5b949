import type { CheckRun } from "../adapters/github/read.ts";
import type { CheckReport } from "../adapters/github/write.ts";
import type { Doors } from "./doors.ts";

/** Writes a check run unless the newest of that name says the same already. */
export async function putChanged(
  { github }: Pick<Doors, "github">,
  report: CheckReport,
  existing: readonly CheckRun[],
): Promise<void> {
  const previous = existing.findLast((one) => one.name === report.name) ?? null;
  if (previous?.externalId === report.externalId) return;
  await github.putCheck(report, previous);
}
