import { outsideAt, publish as publishTo } from "../places.ts";
import { text } from "../text.ts";
import { type Command, readOptions, UsageError, withCounter } from "./command.ts";

/** Publishes the latest checkpoint to each place. */
export const publish: Command = async (args, around) => {
  const { positionals } = readOptions(args, {});
  if (positionals.length === 0) throw new UsageError(text.publishUsage);
  return withCounter(around.env, async (counter) => {
    for (const name of positionals) {
      const size = await publishTo(counter, outsideAt(name, around.env));
      around.print(size === null ? text.nothingToPublish : text.published(size, name));
    }
    around.print(text.verifierLine(counter.identity.signer.verifier));
    return 0;
  });
};
