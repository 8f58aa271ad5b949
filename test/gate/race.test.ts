import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { commentsOf, propose, published, pullOf, sign } from "./acts.ts";
import { checkOf } from "./check.ts";
import { product } from "./settings.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => {
  world.mail.deliver();
  world.tidy();
});
afterAll(() => world.close());

let count = 0;
function change() {
  count += 1;
  return { [`content/products/race-${count}.md`]: product(`竞争 ${count}`) };
}

const refusal = (status: number, message: string, headers = {}) =>
  Response.json(
    { message, documentation_url: "https://docs.github.com/rest" },
    { status, headers },
  );

describe("when GitHub fails in the middle", () => {
  const moments = [
    ["reading", /^GET .*\/timeline$/],
    ["writing the check", /^(POST|PATCH) .*\/check-runs/],
    ["merging", /^PUT .*\/merge$/],
  ] as const;
  const failures = [
    ["an error of its own", () => refusal(502, "Server Error")],
    [
      "its rate limit",
      () => refusal(403, "API rate limit exceeded", { "x-ratelimit-remaining": "0" }),
    ],
  ] as const;

  it.each(moments.flatMap((moment) => failures.map((failure) => [...moment, ...failure] as const)))(
    "while it is %s, %#: nothing is merged unsigned, and the sweep ends it",
    async (_when, request, _what, failure) => {
      const number = await propose(world, `race-${count}`, change());
      world.justBefore(request, async () => failure());
      await sign(world, "paul", number);
      expect((await pullOf(world, number)).merged).toBe(false);
      await world.gate.sweep();
      await world.settle();
      expect((await pullOf(world, number)).merged).toBe(true);
      expect(await published(world, `content/products/race-${count}.md`)).not.toBeNull();
    },
  );
});

describe("two events at once", () => {
  it("two signatures for two changes of one page, and neither is lost or merged twice", async () => {
    const [one, other] = [
      await propose(world, "race-one", change()),
      await propose(world, "race-other", change()),
    ];
    await Promise.all([sign(world, "paul", one), sign(world, "pia", other)]);
    await world.settle();
    for (const number of [one, other]) expect((await pullOf(world, number)).merged).toBe(true);
  });

  it("two gates, as two jobs of GitHub Actions would be, come to one merge", async () => {
    world.mail.lose();
    const number = await propose(world, "race-twice", change());
    await sign(world, "paul", number);
    await Promise.all([world.gate.evaluate(number), world.gate.evaluate(number)]);
    expect((await pullOf(world, number)).merged).toBe(true);
    const { store } = world.forge.forge;
    expect(store.event.filter((one) => one.pull === number && one.event === "merged")).toHaveLength(
      1,
    );
  });

  it("a veto in the moment of merging is refused by GitHub itself", async () => {
    const number = await propose(world, "race-veto", change());
    world.justBefore(/^PUT .*\/merge$/, async () => {
      world.mail.lose();
      await world.people.pia?.rest.pulls.createReview({
        owner: "qinghe",
        repo: "website",
        pull_number: number,
        event: "REQUEST_CHANGES",
        body: "等等",
      });
    });
    await sign(world, "paul", number);
    expect((await pullOf(world, number)).merged).toBe(false);
    await world.gate.sweep();
    await world.settle();
    expect(await checkOf(world, number)).toMatchObject({ state: "failure" });
  });
});

describe("more than a page", () => {
  it.each([35, 118])("the veto after %i reviews is found", async (reviews) => {
    const number = await propose(world, `race-${reviews}`, change());
    world.mail.lose();
    for (let at = 0; at < reviews - 1; at += 1)
      await world.people.cora?.rest.pulls.createReview({
        owner: "qinghe",
        repo: "website",
        pull_number: number,
        event: "COMMENT",
        body: "看到了",
      });
    await sign(world, "pia", number, "REQUEST_CHANGES");
    world.mail.deliver();
    await sign(world, "paul", number);
    expect(await checkOf(world, number)).toMatchObject({ state: "failure" });
  });

  it("the last of 151 files decides the class", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 150 }, (_, at) => [`content/products/f${at}.md`, product(`页 ${at}`)]),
    );
    const number = await propose(world, "race-151", { ...files, "zz.txt": "x" });
    expect((await checkOf(world, number)).data?.classes).toEqual(["governance", "product"]);
  });
});

describe("the board and the comment", () => {
  it("a signed change that conflicts is shown as ready, with one comment, edited", async () => {
    const wok = "content/products/wok.md";
    const first = await propose(world, "race-a", { [wok]: product("炒锅", {}, "甲") });
    const second = await propose(world, "race-b", { [wok]: product("炒锅", {}, "乙") });
    await sign(world, "paul", first);
    await sign(world, "paul", second);
    const labels = async () => (await pullOf(world, second)).labels.map((one) => one.name);
    expect(await labels()).toEqual(["decap-cms/pending_publish"]);
    await world.gate.sweep();
    await world.settle();
    expect(await commentsOf(world, second)).toHaveLength(1);
    expect(world.outcomes.at(-1)?.signedAt).toMatch(/^\d{4}-/);
  });
});
