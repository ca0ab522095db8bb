// What the page says in words.

import { MOST } from "./state.js";

/** What a report is called beside others: its year, its body, or both, as far as they differ. */
export function shortNames(reports) {
  const isOneBody = new Set(reports.map(({ body }) => body)).size === 1;
  return reports.map(({ body, year }) => (isOneBody ? [`${year} 年`] : [body.name, `${year} 年`]));
}

export const fullName = ({ body, year }) => `${body.name} ${year} 年`;

/** The names of reports in a sentence, a body with several years once. */
export function listed(reports) {
  const byBody = new Map();
  for (const { body, year } of reports) byBody.set(body, [...(byBody.get(body) ?? []), year]);
  return [...byBody].map(([body, years]) => `${body.name} ${years.join("、")} 年`).join("；");
}

/** Whether governments, which sum up their area, stand beside bodies of other kinds. */
function areOfOtherScope(reports) {
  const areGovernments = reports.map(({ body }) => body.kind === "government");
  return areGovernments.includes(true) && areGovernments.includes(false);
}

const withoutForm = (report) => `${fullName(report)}没有统一的表式`;

/** What is shown, in words; `counts` are the lines by kind. */
export function summary(reports, counts) {
  if (!reports.length) return `还没有选年报。选两份就并列，最多 ${MOST} 份。`;
  if (reports.length === 1) return `已选${fullName(reports[0])}，再选一份就并列。`;
  const parts = [
    [counts.different, "行不同"],
    [counts.broken, "行口径改变"],
    [counts.partial, "行只在一部分表式里有"],
    [counts.same, "行相同"],
  ];
  const told = parts.filter(([count]) => count).map(([count, words]) => `${count} ${words}`);
  const sentences = [
    `并列 ${reports.length} 份：${listed(reports)}`,
    told.length ? told.join("，") : "没有可并列的格",
    ...reports.filter(({ document }) => !document.edition).map(withoutForm),
    ...(areOfOtherScope(reports) ? ["政府的报告一般是本地区的汇总，其他机关的只写自己"] : []),
  ];
  return sentences.map((sentence) => `${sentence}。`).join("");
}
