import { erase, expired } from "../erase.ts";
import { readSettings } from "../settings.ts";
import { text } from "../text.ts";
import { type Command, readOptions, withCounter } from "./command.ts";

const day = 24 * 3_600_000;
const known = { yes: { type: "boolean", default: false } } as const;

/** Destroys personal data whose time is over; without --yes it only says how much there is. */
export const eraseExpired: Command = async (args, around) => {
  const { values } = readOptions(args, known);
  return withCounter(around.env, async (counter, dir) => {
    const before = counter.clock.now() - readSettings(dir).retention_days * day;
    const subjects = await expired(counter, before);
    if (values.yes) await erase(counter, subjects, before);
    around.print(text.erased(subjects.length, !values.yes));
    return 0;
  });
};
