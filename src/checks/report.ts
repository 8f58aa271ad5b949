import type { Finding } from "../base/finding.ts";
import { text } from "./text.ts";

export const formats = ["text", "json", "github", "sarif"] as const;
export type Format = (typeof formats)[number];

// GitHub shows no more annotations of one step, and keeps no more results of one upload.
const annotationLimit = 10;
const resultLimit = 5000;

/** Findings in one of the formats, a line each; what follows them for people is not among them. */
export function render(findings: readonly Finding[], format: Format): string[] {
  const sorted = format === "github" ? blockingFirst(findings) : findings;
  if (format === "json") return sorted.map((one) => JSON.stringify(one));
  if (format === "github") return sorted.slice(0, annotationLimit).map(annotation);
  if (format === "sarif") return [JSON.stringify(sarif(blockingFirst(findings)), null, 1)];
  return sorted.map((one) => text.line(one.path, one.line, one.column, said(one)));
}

function said({ severity, message, law }: Finding): string {
  return `${severity === "warn" ? text.warning : ""}${message}${law ? text.law(law) : ""}`;
}

function blockingFirst(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) => Number(b.severity === "block") - Number(a.severity === "block"),
  );
}

function annotation(one: Finding): string {
  const { path, line, column, endLine, endColumn, rule } = one;
  const places = { file: path, line, endLine, col: column, endColumn, title: rule };
  const properties = Object.entries(places).map(
    ([name, value]) => `${name}=${property(String(value))}`,
  );
  const command = one.severity === "block" ? "error" : "warning";
  return `::${command} ${properties.join(",")}::${data(said(one))}`;
}

// The two escapes of GitHub's workflow commands.
function data(value: string): string {
  return value.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(value: string): string {
  return data(value).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** Every finding as a table in Markdown, for the summary of a step. */
export function summary(findings: readonly Finding[]): string {
  const cell = (value: string) => value.replace(/[|\\`<>*_[\]]/g, "\\$&").replace(/\s+/g, " ");
  const rows = blockingFirst(findings).map(
    (one) =>
      `| ${cell(`${one.path}:${one.line}:${one.column}`)} | ${cell(one.rule)} | ${cell(said(one))} |`,
  );
  return [
    text.summaryTitle(findings.length),
    "",
    text.summaryHead,
    "| --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function sarif(findings: readonly Finding[]) {
  const rules = [...new Map(findings.map((one) => [one.rule, one])).values()];
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "countersign",
            informationUri: "https://github.com/countersign/countersign",
            rules: rules.map(({ rule, law }) => ({
              id: rule,
              shortDescription: { text: rule },
              ...(law ? { help: { text: law } } : {}),
            })),
          },
        },
        columnKind: "utf16CodeUnits",
        results: findings.slice(0, resultLimit).map((one) => ({
          ruleId: one.rule,
          level: one.severity === "block" ? "error" : "warning",
          message: { text: said(one) },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(one.path) },
                region: {
                  startLine: one.line,
                  startColumn: one.column,
                  endLine: one.endLine,
                  endColumn: one.endColumn,
                },
              },
            },
          ],
        })),
      },
    ],
  };
}
