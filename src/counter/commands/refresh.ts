import { refresh as refreshSource } from "../refresh.ts";
import { readSettings, sourcesOf } from "../settings.ts";
import { text } from "../text.ts";
import { type Command, readOptions, UsageError, withCounter } from "./command.ts";

/** Asks every source once. Exit code 1 when one failed, or an order has drifted. */
export const refresh: Command = async (args, around) => {
  readOptions(args, {});
  return withCounter(around.env, async (counter, dir) => {
    const sources = sourcesOf(readSettings(dir), counter.clock.now);
    if (sources.length === 0) throw new UsageError(text.noSources);
    let found = false;
    for (const source of sources) {
      const { taken, problem } = await refreshSource(counter, source);
      found ||= problem !== null || taken.drifted > 0;
      if (problem !== null) around.print(text.sourceFailed(source.name, problem));
      else around.print(text.refreshed(source.name, taken.received, taken.unchanged));
      if (taken.drifted > 0)
        around.print(text.sourceNews(source.name, taken.received, taken.drifted));
    }
    return found ? 1 : 0;
  });
};
