import type { FileChange } from "../adapters/git/changes.ts";
import type { Annotation, CheckReport } from "../adapters/github/write.ts";
import type { Finding } from "../base/finding.ts";
import type { ContentFile } from "./findings.ts";
import type { Picture } from "./picture.ts";
import { putChanged } from "./put.ts";
import { sealed } from "./report.ts";
import { text } from "./text.ts";
import type { Workshop } from "./workshop.ts";

const contentCheckName = "content";

/**
 * Checks the content as it would be after the merge, as data, and writes the check run `content`. A
 * pull request answers for its own files and for what it breaks elsewhere, not for older faults.
 */
export async function postContent(doors: Workshop, picture: Picture): Promise<ContentOutcome> {
  const { changes } = picture;
  const changed = new Set(changes.map((one) => one.path).filter((path) => path.startsWith(folder)));
  const findings = await findingsOf(doors, picture, changed);
  const report = contentReport(picture.pull.head, findings, changed.size);
  await putChanged(doors, report, picture.checks);
  return { fault: report.conclusion === "success" ? null : report.title };
}

/** What keeps the content from being published, in a line; null when nothing does. */
interface ContentOutcome {
  readonly fault: string | null;
}

const folder = "content/";

async function findingsOf(
  { git, findings }: Workshop,
  { changes, tip }: Picture,
  changed: ReadonlySet<string>,
): Promise<readonly Finding[]> {
  const before = await git.files(tip, folder.slice(0, -1));
  const all = await findings(merged(before, changes, changed), tip, changed);
  // What is no content speaks of the rules themselves: by rules that cannot be read nothing passes.
  const isOurs = ({ path }: Finding) => changed.has(path) || !path.startsWith(folder);
  if (all.every(isOurs)) return all;
  const old = new Set((await findings(before, tip, new Set())).map(identity));
  return all.filter((one) => isOurs(one) || !old.has(identity(one)));
}

function identity({ rule, path, message }: Finding): string {
  return JSON.stringify([rule, path, message]);
}

// The base branch's files with the pull request's own laid over them, and these last: of two files
// that clash, the one that came later is told.
function merged(
  before: readonly ContentFile[],
  changes: readonly FileChange[],
  changed: ReadonlySet<string>,
): ContentFile[] {
  const gone = new Set(changes.flatMap((one) => one.previousPath ?? []));
  const kept = before.filter((file) => !gone.has(file.path) && !changed.has(file.path));
  const own = changes.filter((one) => one.status !== "removed" && changed.has(one.path));
  return [
    ...kept,
    ...own.map(({ path, newBlob, newMode }) => ({ path, blob: newBlob, mode: newMode })),
  ];
}

// GitHub takes this many with one request.
const annotationLimit = 50;

function contentReport(head: string, findings: readonly Finding[], count: number): CheckReport {
  const blocking = findings.filter((one) => one.severity === "block");
  const shown = [...blocking, ...findings.filter((one) => one.severity === "warn")];
  const more = Math.max(0, shown.length - annotationLimit);
  const lines = shown
    .slice(0, annotationLimit)
    .map((one) => text.finding(one.path, one.line, one.message));
  return sealed({
    name: contentCheckName,
    head,
    conclusion: blocking.length > 0 ? "failure" : "success",
    title: titleOf(blocking.length, shown.length),
    summary: [
      ...(shown.length > 0 ? lines : [text.contentPassedSummary(count)]),
      ...(more > 0 ? [text.contentMore(more)] : []),
    ].join("\n"),
    text: "",
    annotations: shown.slice(0, annotationLimit).map(annotationOf),
  });
}

function titleOf(blocking: number, all: number): string {
  if (blocking > 0) return text.contentFailed(blocking);
  return all > 0 ? text.contentWarned(all) : text.contentPassed;
}

function annotationOf(finding: Finding): Annotation {
  return {
    path: finding.path,
    start_line: finding.line,
    end_line: finding.endLine,
    annotation_level: finding.severity === "block" ? "failure" : "warning",
    message: finding.message,
  };
}
