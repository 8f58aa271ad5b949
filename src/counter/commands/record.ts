import * as z from "zod";
import { parseTime } from "../../base/time.ts";
import type { OrderState } from "../../orders/state.ts";
import type { Counter } from "../counter.ts";
import { deedEvent, deeds, isDeed, needsNote } from "../deeds.ts";
import { text } from "../text.ts";
import { type Command, readOptions, UsageError, withCounter } from "./command.ts";

const known = {
  by: { type: "string" },
  note: { type: "string", default: "" },
  channel: { type: "string", default: "phone" },
  at: { type: "string" },
} as const;

const channel = z.enum(["phone", "chat", "sms", "mail"]);

/** Records what a clerk did for one order. */
export const record: Command = async (args, around) => {
  const { values, positionals } = readOptions(args, known);
  const [deed = "", question = "", ...rest] = positionals;
  if (!isDeed(deed) || question === "" || rest.length > 0)
    throw new UsageError(text.recordUsage(deeds.join(" ")));
  if (!values.by) throw new UsageError(text.needsName);
  if (needsNote.has(deed) && values.note === "") throw new UsageError(text.needsNote);
  const way = channel.safeParse(values.channel);
  if (!way.success) throw new UsageError(text.unknownChannel(values.channel));
  const details = { channel: way.data, note: values.note };
  const { by } = values;
  const at = momentOf(values.at);
  return withCounter(around.env, async (counter) => {
    const state = await findOne(counter, question);
    const event = deedEvent(deed, details);
    await counter.write([{ subject: state.subject, actor: by, event, at }]);
    around.print(text.recorded(state.order.id, deed, by));
    return 0;
  });
};

/** The one order that a question means. Throws when there is none, or more than one. */
export async function findOne(counter: Counter, question: string): Promise<OrderState> {
  const [first, ...others] = await counter.find(question);
  if (!first) throw new UsageError(text.notFound(question));
  if (others.length > 0) throw new UsageError(text.ambiguous(question, others.length + 1));
  return first;
}

function momentOf(given: string | undefined): number | undefined {
  const moment = given === undefined ? undefined : parseTime(given);
  if (moment === null) throw new UsageError(text.unknownMoment(given ?? ""));
  return moment;
}
