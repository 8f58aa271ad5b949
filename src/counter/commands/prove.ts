import { readFileSync } from "node:fs";
import { writeDurably } from "../../adapters/files/durable.ts";
import { checkBundle } from "../../ledger/bundle.ts";
import { prove as proveOrder } from "../prove.ts";
import { text } from "../text.ts";
import { type Command, readOptions, UsageError, withCounter } from "./command.ts";
import { findOne } from "./record.ts";

const known = {
  out: { type: "string" },
  check: { type: "string" },
  verifier: { type: "string" },
} as const;

/** Writes an order's proof, or checks one without the log. Exit code 1 when it proves nothing. */
export const prove: Command = async (args, around) => {
  const { values, positionals } = readOptions(args, known);
  if (values.check !== undefined) return check(values.check, values.verifier, around.print);
  const question = positionals.join(" ");
  if (question === "") throw new UsageError(text.proveUsage);
  return withCounter(around.env, async (counter) => {
    const state = await findOne(counter, question);
    const bundle = await proveOrder(counter, state.subject);
    if (!bundle) throw new UsageError(text.notFound(question));
    const written = `${JSON.stringify(bundle, null, 2)}\n`;
    if (values.out === undefined) around.print(written.trimEnd());
    else {
      await writeDurably(values.out, written);
      around.print(text.proved(bundle.records.length, values.out, bundle.verifier));
    }
    return 0;
  });
};

function check(path: string, verifier: string | undefined, print: (line: string) => void): number {
  if (verifier === undefined) throw new UsageError(text.checkNeedsVerifier);
  const problems = checkBundle(readJson(path), verifier);
  for (const one of problems) print(one);
  print(problems.length > 0 ? text.proofRefused : text.proofHolds);
  return problems.length > 0 ? 1 : 0;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UsageError(text.unreadableFile(path, error instanceof Error ? error.message : ""));
  }
}
