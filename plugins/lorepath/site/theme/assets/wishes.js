// @ts-check
/** How a learner wishes to learn, as forms ask for it: minutes a week and the preferred format. */

/** @typedef {import("./record.js").LearnerRecord} LearnerRecord */

const LEAST = 5;
const MOST = 600;

/** The record with what the form says. A number of minutes that cannot be is left as it was.
 * @param {HTMLFormElement} form @param {LearnerRecord} record @returns {LearnerRecord} */
export function readWishes(form, record) {
  const data = new FormData(form);
  const minutes = Math.round(Number(data.get("weekly")));
  const possible = minutes >= LEAST && minutes <= MOST;
  const weekly = minutes === usual(form) ? 0 : minutes;
  const field = form.elements.namedItem("weekly");
  if (field instanceof HTMLInputElement) {
    field.setCustomValidity(possible ? "" : `Write a number of minutes from ${LEAST} to ${MOST}.`);
    field.reportValidity();
  }
  const format = String(data.get("format") ?? "");
  const chosen = format === shownFormat(form, record) ? record.format : format;
  return { ...record, weekly: possible ? weekly : record.weekly, format: chosen };
}

/** Put what the record says into the form.
 * @param {HTMLFormElement} form @param {LearnerRecord} record */
export function showWishes(form, record) {
  const weekly = form.elements.namedItem("weekly");
  const format = form.elements.namedItem("format");
  if (weekly instanceof HTMLInputElement) weekly.value = String(record.weekly || usual(form));
  if (format instanceof HTMLSelectElement) format.value = shownFormat(form, record);
}

/** The preferred format as the form shows it: none where it does not offer that one.
 * @param {HTMLFormElement} form @param {LearnerRecord} record */
function shownFormat(form, record) {
  const format = form.elements.namedItem("format");
  const options = format instanceof HTMLSelectElement ? [...format.options] : [];
  return options.some((option) => option.value === record.format) ? record.format : "";
}

/** The portal's own minutes a week.
 * @param {HTMLFormElement} form */
function usual(form) {
  const weekly = form.elements.namedItem("weekly");
  return Number(weekly instanceof HTMLInputElement ? weekly.dataset.usual : 0);
}
