import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deployToServer, rollBack } from "../../src/deploy/server.ts";

// The network alone is left out: "ssh" runs the command here, "rsync" copies here.
const ssh = `#!/bin/sh
while [ "$1" = -o ]; do shift 2; done
[ "$1" = deploy@www ] || exit 255
shift; exec sh -c "$*"
`;
const rsync = `#!/bin/sh
for last; do from=$to; to=$last; done
mkdir -p "\${to#*:}"
[ -e "$BROKEN" ] && { echo half > "\${to#*:}/half"; echo "connection unexpectedly closed" >&2; exit 12; }
cp -a "$from." "\${to#*:}"
`;

let root: string;
let dist: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "countersign-server-"));
  dist = join(root, "dist");
  for (const dir of ["dist", "bin", "srv"]) mkdirSync(join(root, dir));
  for (const [name, code] of Object.entries({ ssh, rsync })) {
    writeFileSync(join(root, "bin", name), code);
    chmodSync(join(root, "bin", name), 0o755);
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const at = (host = "deploy@www") => ({
  host,
  ssh: ["-o", "UserKnownHostsFile=none"],
  path: join(root, "srv"),
  env: { PATH: `${join(root, "bin")}:${process.env.PATH}`, BROKEN: join(root, "broken") },
});
const deploy = async (release: string, page: string) => {
  writeFileSync(join(dist, "index.html"), page);
  await deployToServer({ ...at(), release }, dist);
};
const shown = () => readFileSync(join(root, "srv/current/index.html"), "utf8");
const releases = () => readdirSync(join(root, "srv/releases")).sort();

describe("a server by ssh", () => {
  it("shows each release whole, by one link", async () => {
    await deploy("20261124-a", "甲");
    expect(shown()).toBe("甲");
    await deploy("20261125-b", "乙");
    expect(shown()).toBe("乙");
    expect(existsSync(join(root, "srv/current.new"))).toBe(false);
  });

  it("keeps the old site when the line breaks", async () => {
    await deploy("20261124-a", "甲");
    writeFileSync(join(root, "broken"), "");
    await expect(deploy("20261125-b", "乙")).rejects.toThrow("访客看到的仍是旧网站");
    expect(shown()).toBe("甲");
    // What arrived in part is never taken for a release.
    expect(releases()).toEqual(["20261124-a"]);
    rmSync(join(root, "broken"));
    await deploy("20261126-c", "丙");
    await rollBack(at());
    expect(shown()).toBe("甲");
  });

  it("keeps five releases", async () => {
    for (const day of [1, 2, 3, 4, 5, 6, 7]) await deploy(`2026112${day}-x`, `${day}`);
    expect(releases()).toEqual([3, 4, 5, 6, 7].map((day) => `2026112${day}-x`));
  });

  it("goes back to the release before, as often as there is one", async () => {
    for (const day of [1, 2, 3]) await deploy(`2026112${day}-x`, `${day}`);
    await rollBack(at());
    expect(shown()).toBe("2");
    await rollBack(at());
    expect(shown()).toBe("1");
    await expect(rollBack(at())).rejects.toThrow("没有更早的版本可以退回");
    expect(shown()).toBe("1");
  });

  it("says which program is missing, and what the server answered", async () => {
    cpSync(dist, join(root, "empty"), { recursive: true });
    const release = "20261124-a";
    const refused = deployToServer({ ...at("deploy@other"), release }, dist);
    await expect(refused).rejects.toMatchObject({
      cause: { message: expect.stringContaining("255") },
    });
    const bare = deployToServer({ ...at(), env: { PATH: join(root, "empty") }, release }, dist);
    await expect(bare).rejects.toMatchObject({
      cause: { message: expect.stringContaining("没有 ssh") },
    });
  });
});
