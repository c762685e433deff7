// What all parts of the page share: finding elements, messages, problems beside fields, times.

import { ApiError } from "/api.js";
import { inWords } from "/names.js";

export const byId = (id) => document.getElementById(id);

/** A small message that goes away by itself; screen readers say it. */
export function announce(text) {
  const place = byId("announcement");
  place.textContent = text;
  place.hidden = false;
  stayClear();
  clearTimeout(announce.timer);
  announce.timer = setTimeout(hush, 5000);
}

/** What was announced is no longer the news. */
function hush() {
  byId("announcement").hidden = true;
}

/** The announcement is at the bottom of the window, or at its top where it would lie over a problem or the focus. */
function stayClear() {
  const place = byId("announcement");
  place.classList.remove("is-above");
  const { top, bottom } = place.getBoundingClientRect();
  const isCovering = [...document.querySelectorAll(".problem, .message, :focus")].some((element) => {
    const box = element.getBoundingClientRect();
    return box.height > 0 && box.top < bottom && box.bottom > top;
  });
  place.classList.toggle("is-above", isCovering);
}
for (const change of ["scroll", "resize"]) addEventListener(change, stayClear, { passive: true });

/** Shows a lasting message in a place of its own, or hides it when there is none. */
export function tell(place, text) {
  place.hidden = !text;
  // What stands there already is not said again.
  if (place.textContent === (text ?? "")) return;
  place.textContent = text ?? "";
  if (text) hush();
}

// Problems

/** Shows what the API says of a request: beside the field each detail points at, the rest in the form's message. */
export function showProblems(form, error) {
  clearProblems(form);
  if (!(error instanceof ApiError)) throw error;
  const rest = [];
  for (const { pointer, message } of error.details) {
    const field = form.elements.namedItem(pointer.split("/")[1] ?? "");
    if (field) showProblem(field, inWords(field.name, whole(message, error.message)));
    else rest.push(message);
  }
  if (error.details.length === 0 || rest.length > 0) {
    tell(form.querySelector(".message"), [error.message, ...rest].join(" · "));
  }
}

/** The place in the template, which a detail about the arguments leaves to the message. */
function whole(detail, message) {
  const placed = message.match(/line \d+, column \d+: .*/s)?.[0];
  return placed?.endsWith(detail) ? placed : detail;
}

function showProblem(field, text) {
  hush();
  const problem = byId(`${field.id}-problem`);
  const line = document.createElement("span");
  line.textContent = text;
  problem.append(line);
  const place = text.match(/^line (\d+), column (\d+)/);
  if (place) problem.append(goThere(field.form.elements.namedItem("template"), Number(place[1]), Number(place[2])));
  problem.hidden = false;
  field.setAttribute("aria-invalid", "true");
}

/** A button that puts the caret where the API found fault. */
function goThere(field, line, column) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.textContent = "Go there";
  button.addEventListener("click", () => {
    const lines = field.value.split("\n");
    const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    // Columns count Unicode scalars, and so does the iteration over a string.
    const start = before + [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
    field.setSelectionRange(start, start + 1);
    field.focus();
  });
  return button;
}

export function clearProblems(form) {
  for (const problem of form.querySelectorAll(".problem, .message")) tell(problem);
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}

export function focusFirstProblem(form) {
  form.querySelector("[aria-invalid]")?.focus();
}

/** Runs what a button started; the button rests meanwhile, so that nothing is sent twice, but keeps the focus. */
export async function whileBusy(button, work) {
  if (button.ariaDisabled) return;
  button.ariaDisabled = "true";
  try {
    await work();
  } finally {
    button.ariaDisabled = null;
  }
}

// Arguments

/** The text of arguments if it is a JSON object. It is sent as it stands, so its numbers stay as they were written. */
export function readArguments(field) {
  const text = field.value.trim() || "{}";
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw problemOf("args", `is not valid JSON: ${error.message}`);
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw problemOf("args", "must be a JSON object, such as {\"label\": \"Hello\"}");
  }
  return text;
}

/** JSON for people: what is short stands on one line. */
export function layOut(value, indent = "") {
  if (value === null || typeof value !== "object" || JSON.isRawJSON?.(value)) return JSON.stringify(value);
  const deeper = indent + "  ";
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const parts = Array.isArray(value)
    ? value.map((element) => layOut(element, deeper))
    : Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${layOut(member, deeper)}`);
  const line = open + parts.join(", ") + close;
  const isShort = parts.length === 0 || (indent !== "" && line.length <= 60 && !line.includes("\n"));
  return isShort ? line : `${open}\n${parts.map((part) => deeper + part).join(",\n")}\n${indent}${close}`;
}

function problemOf(field, message) {
  return new ApiError(400, { error: message, details: [{ pointer: `/${field}`, message }] });
}

// Times

/** A remaining time in the two largest units that say something. */
export function remaining(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s left`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min left`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min left` : `${hours} h left`;
  const days = Math.floor(hours / 24);
  return hours % 24 ? `${days} d ${hours % 24} h left` : `${days} d left`;
}
