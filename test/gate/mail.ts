type Handle = (request: Request) => Promise<Response>;

/** The way of the webhooks: as it should be, or losing, holding, doubling and mixing deliveries. */
export function createMail() {
  let handle: Handle | null = null;
  let mode: "deliver" | "hold" | "lose" = "deliver";
  let count = 0;
  let held: Request[] = [];
  return {
    deliverTo(receiver: Handle) {
      handle = receiver;
    },
    count: () => count,
    hold() {
      mode = "hold";
    },
    lose() {
      mode = "lose";
    },
    deliver() {
      mode = "deliver";
    },
    /** Hands over what was held, each twice, the last first. */
    async deliverMixedUp() {
      mode = "deliver";
      const letters = held.toReversed();
      held = [];
      for (const letter of letters)
        for (const copy of [letter.clone(), letter]) await handle?.(copy);
    },
    async take(request: Request): Promise<Response> {
      count += 1;
      if (mode === "lose" || !handle) return new Response("lost", { status: 503 });
      if (mode === "deliver") return handle(request);
      const body = await request.text();
      held.push(new Request(request.url, { method: "POST", headers: request.headers, body }));
      return new Response("held", { status: 202 });
    },
  };
}
