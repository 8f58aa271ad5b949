import * as z from "zod";

const numbered = z.object({ number: z.int().positive() });
const payload = z.object({
  action: z.string().optional(),
  pull_request: numbered.optional(),
  workflow_run: z.object({ pull_requests: z.array(numbered) }).optional(),
  inputs: z.object({ pull: z.coerce.number().int().positive() }).optional(),
});

/**
 * The pull requests that the payload of an event in GitHub Actions names. Null where it names none,
 * or where others are concerned too: then all are to be read. Whoever can start a workflow can
 * write such a payload, so that nothing but the numbers is taken from it.
 */
export function pullsNamed(event: unknown): readonly number[] | null {
  const { data } = payload.safeParse(event);
  // A closed pull request may have held up another one with the same head.
  if (!data || data.action === "closed") return null;
  const { pull_request: pull, workflow_run: run, inputs } = data;
  const named = [
    pull?.number,
    ...(run?.pull_requests ?? []).map((one) => one.number),
    inputs?.pull,
  ];
  const numbers = [...new Set(named.filter((one) => one !== undefined))];
  return numbers.length > 0 ? numbers : null;
}
