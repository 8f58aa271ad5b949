import { describe, expect, it } from "vitest";
import { createHerald } from "../../src/gate/herald.ts";
import { robotSettings } from "../../src/gate/robot-settings.ts";

const turn = (number: number, head = "a") => ({
  key: `${number} ${head} vp`,
  number,
  lines: [`轮到 沃特 签字`, `第 ${number} 项`],
});

/** A herald whose chat refuses as often as told. */
function office(refusals = 0) {
  const said: string[] = [];
  const logged: string[] = [];
  let left = refusals;
  const herald = createHerald({
    async speak(message) {
      if (left > 0) {
        left -= 1;
        throw new Error("refused");
      }
      said.push(message);
    },
    link: (number) => `https://site.test/admin/review/?pr=${number}`,
    log: (message) => logged.push(message),
    patience: [0, 0],
    spacing: 0,
  });
  return { herald, said, logged };
}

describe("what the chat hears", () => {
  it("is each turn once, with the way to the change", async () => {
    const { herald, said } = office();
    herald.announce(turn(1));
    await herald.idle();
    herald.announce(turn(1));
    herald.announce(turn(1, "b"));
    await herald.idle();
    expect(said).toHaveLength(2);
    expect(said[0]).toBe(
      "【会签】\n\n轮到 沃特 签字\n第 1 项\nhttps://site.test/admin/review/?pr=1",
    );
  });

  it("comes together when much happens at once, and in no longer message than the robots take", async () => {
    const { herald, said } = office();
    for (let number = 1; number <= 12; number += 1) herald.announce(turn(number));
    await herald.idle();
    expect(said.join("\n").match(/第 \d+ 项/g)).toHaveLength(12);
    expect(said.length).toBeLessThan(6);
    for (const message of said) expect(Buffer.byteLength(message)).toBeLessThan(2048);
  });

  it("is tried again, and given up without a word to the gate", async () => {
    const stubborn = office(2);
    stubborn.herald.announce(turn(1));
    await stubborn.herald.idle();
    expect(stubborn.said).toHaveLength(1);
    const deaf = office(99);
    deaf.herald.announce(turn(1));
    await deaf.herald.idle();
    expect(deaf.said).toEqual([]);
    expect(deaf.logged).toEqual(["Cannot tell whose turn it is"]);
  });
});

describe("the robot's settings", () => {
  const desk = "https://site.test/admin/review/";
  const url = "https://robot.test/send?key=placeholder";

  it("are none where none is named", () => {
    expect(robotSettings({}, desk)).toEqual({ robot: null, broken: [] });
  });

  it("are none, or without a secret, where a workflow hands over empty texts", () => {
    const empty = {
      COUNTERSIGN_ROBOT: "",
      COUNTERSIGN_ROBOT_URL: "",
      COUNTERSIGN_ROBOT_SECRET: "",
    };
    expect(robotSettings(empty, desk)).toEqual({ robot: null, broken: [] });
    const wecom = { ...empty, COUNTERSIGN_ROBOT: "wecom", COUNTERSIGN_ROBOT_URL: url };
    expect(robotSettings(wecom, desk).robot?.robot.secret).toBe(null);
  });

  it("come from the environment", () => {
    const env = { COUNTERSIGN_ROBOT: "dingtalk", COUNTERSIGN_ROBOT_URL: url };
    expect(robotSettings({ ...env, COUNTERSIGN_ROBOT_SECRET: "SEC" }, desk).robot).toEqual({
      robot: { kind: "dingtalk", url, secret: "SEC" },
      desk,
    });
  });

  it.each([
    [{ COUNTERSIGN_ROBOT: "wecom" }, "COUNTERSIGN_ROBOT_URL"],
    [{ COUNTERSIGN_ROBOT_URL: url }, "COUNTERSIGN_ROBOT"],
    [{ COUNTERSIGN_ROBOT: "fax", COUNTERSIGN_ROBOT_URL: url }, "COUNTERSIGN_ROBOT"],
    [{ COUNTERSIGN_ROBOT: "wecom", COUNTERSIGN_ROBOT_URL: "ftp://x" }, "COUNTERSIGN_ROBOT_URL"],
  ])("%j: %s is not right", (env, name) => {
    expect(robotSettings(env, desk)).toEqual({ robot: null, broken: [name] });
  });
});
