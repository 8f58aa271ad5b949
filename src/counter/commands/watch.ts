import { setTimeout } from "node:timers/promises";
import { boardApp } from "../board/app.ts";
import { serveBoard } from "../board/serve.ts";
import { outsideAt } from "../places.ts";
import { readSettings, sourcesOf } from "../settings.ts";
import { text } from "../text.ts";
import { createView } from "../view.ts";
import { createWatch } from "../watch.ts";
import { type Command, readOptions, withCounter } from "./command.ts";

const known = { port: { type: "string", default: "4322" } } as const;

/** Refreshes, rings and serves the order board until it is stopped. */
export const watch: Command = async (args, around) => {
  const { values } = readOptions(args, known);
  return withCounter(around.env, async (counter, dir) => {
    const settings = readSettings(dir);
    const view = createView(counter);
    await view.catchUp();
    const round = createWatch({
      counter,
      view,
      sources: sourcesOf(settings, counter.clock.now),
      places: settings.publish.map((name) => outsideAt(name, around.env)),
      print: around.print,
      ring: () => around.say("\u0007"),
    });
    const board = await serveBoard(boardApp(counter, view), Number(values.port));
    around.print(text.watching(board.origin, settings.refresh_seconds));
    const stop = new AbortController();
    void around.stopped.then(() => stop.abort());
    while (!stop.signal.aborted) {
      await round();
      await setTimeout(settings.refresh_seconds * 1000, null, { signal: stop.signal }).catch(
        () => null,
      );
    }
    await board.close();
    return 0;
  });
};
