// The form for a new session: examples to begin with, and a live preview.

import { createSession } from "/api.js";
import {
  announce, byId, clearProblems, focusFirstProblem, readArguments, showProblems, tell, whileBusy,
} from "/dom.js";
import { Draft } from "/draft.js";
import { examples } from "/examples.js";
import { loadList } from "/list.js";
import { Retry } from "/retry.js";

const form = byId("create-form");
const { session_id: nameField, template: templateField, args: argsField } = form.elements;

/** How long the typing must rest before the preview follows, in milliseconds. */
const typingRest = 300;

const retry = new Retry(preview);
let draft = null;
let typing;

export function openCreate() {
  closeCreate();
  clearProblems(form);
  byId("preview-note").textContent = "";
  draft = new Draft(byId("preview-stage"), showPreviewResult);
  preview();
}

export function closeCreate() {
  clearTimeout(typing);
  retry.stop();
  const discarded = draft?.discard();
  draft = null;
  return discarded;
}

addEventListener("pagehide", () => draft?.discardAtOnce());

/** Puts the form back to how it was at first. */
export function resetCreate() {
  closeCreate();
  form.reset();
  chooseExample(examples[0]);
}

// Preview

function preview() {
  let args;
  try {
    args = readArguments(argsField);
  } catch (error) {
    return showPreviewResult(error);
  }
  draft?.update(`"template":${JSON.stringify(templateField.value)},"args":${args}`);
}

function showPreviewResult(error) {
  clearProblems(form);
  byId("preview-note").textContent = error ? "The last good picture is shown." : "";
  if (!error) return retry.stop();
  showProblems(form, error);
  const text = retry.after(error);
  if (error.isPassing) tell(form.querySelector(".message"), text);
}

function previewSoon() {
  clearTimeout(typing);
  typing = setTimeout(preview, typingRest);
}

templateField.addEventListener("input", previewSoon);
argsField.addEventListener("input", previewSoon);

// Examples

function chooseExample({ session, template, args }) {
  const isSuggested = nameField.value === "" || examples.some((example) => example.session === nameField.value);
  if (isSuggested) nameField.value = session;
  templateField.value = template;
  argsField.value = args.trimEnd();
}

for (const [index, example] of examples.entries()) {
  const choice = byId("example-choice").content.firstElementChild.cloneNode(true);
  const radio = choice.querySelector("input");
  radio.value = index;
  radio.defaultChecked = index === 0;
  choice.querySelector("img").src = example.picture;
  choice.querySelector(".choice-title").textContent = example.title;
  radio.addEventListener("change", () => {
    chooseExample(example);
    previewSoon();
  });
  byId("examples").append(choice);
}
chooseExample(examples[0]);

// Creating

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  whileBusy(byId("create"), create);
});

/** The draft is one of the user's sessions: at the limit it makes room for the one that is wanted. */
async function createInPlaceOfDraft(body) {
  try {
    await createSession(body);
  } catch (error) {
    if (error.code !== "session_limit_reached" || !draft) throw error;
    await draft.rest();
    await createSession(body);
  }
}

async function create() {
  const { expire_seconds: life, unit } = form.elements;
  const id = nameField.value.trim();
  clearProblems(form);
  try {
    const seconds = Math.round(Number(life.value) * Number(unit.value));
    await createInPlaceOfDraft(
      `{"session_id":${JSON.stringify(id)},"template":${JSON.stringify(templateField.value)},` +
        `"args":${readArguments(argsField)},"expire_seconds":${seconds}}`,
    );
  } catch (error) {
    showProblems(form, error);
    return focusFirstProblem(form);
  }
  resetCreate();
  location.hash = `#/session/${encodeURIComponent(id)}`;
  announce(`${id} is live.`);
  await loadList();
}

form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
