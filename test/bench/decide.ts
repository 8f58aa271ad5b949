import { decide } from "../../src/approval/decide.ts";
import { approval, company, noon, pull } from "../approval/company.ts";
import { line, spread } from "./report.ts";

const rounds = 20;

/** How long the gate thinks about 300 files with 100 reviews. */
export async function benchDecide(): Promise<void> {
  const paths = Array.from({ length: 300 }, (_, at) => `content/products/p${at}.md`);
  const people = ["wendy", "walt", "grace", "paul", "pia", "mina"];
  const reviews = Array.from({ length: 100 }, (_, at) =>
    approval(at + 1, people[at % people.length] ?? "", at % 60),
  );
  const snapshot = pull([...paths, "content/pages/home.md"], { reviews });
  const policy = company();
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now();
    decide(policy, snapshot, noon);
    return performance.now() - started;
  });
  line("decide, 300 files × 100 reviews, milliseconds", spread(times, 2));
}
