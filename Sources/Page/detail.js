// One session: its live picture, its arguments, and how to embed it.

import { imagePath, readSession, streamPath, updateSession } from "/api.js";
import {
  announce, byId, clearProblems, focusFirstProblem, layOut, readArguments, remaining, showProblems, tell, whileBusy,
} from "/dom.js";
import { editsOf, forgetEdits, isEdited, keepEdits } from "/edits.js";
import { askToDelete, expiresAt, renewThumbnail } from "/list.js";
import { isID } from "/names.js";
import { LivePicture } from "/picture.js";
import { Retry } from "/retry.js";

const form = byId("edit-form");
const picture = new LivePicture(byId("live-stage"));
const retry = new Retry(() => load(opened));

/** The session that the panel is about: {id, saved, isGone}. Another opening is another object. */
let opened = null;

export function openDetail(id) {
  closeDetail();
  opened = { id };
  byId("detail-title").textContent = id;
  clearProblems(form);
  showParts(false);
  if (isID(id)) load(opened);
  else tell(byId("detail-message"), "There is no such session.");
}

async function load(session) {
  let content;
  try {
    content = await readSession(session.id);
  } catch (error) {
    if (opened === session) tell(byId("detail-message"), retry.after(error));
    return;
  }
  // Meanwhile another may have been chosen.
  if (opened !== session) return;
  retry.stop();
  tell(byId("detail-message"));
  fill({ template: content.template, args: layOut(content.args) });
  // A field has its own idea of the ends of lines.
  session.saved = typed();
  fill(editsOf(session.id));
  showEdited();
  showParts(true);
  byId("embed-tag").value = `<img src="${location.origin}${streamPath(session.id)}" alt="${session.id}">`;
  byId("embed-image").value = location.origin + imagePath(session.id);
  byId("detail-life").textContent = remaining(1000 * content.ttl);
  picture.show(session.id, `Live picture of ${session.id}`);
}

/** Lets go of the picture and its connection. */
export function closeDetail() {
  picture.close();
  retry.stop();
  if (opened?.isGone) forgetEdits(opened.id);
  opened = null;
  byId("detail-life").textContent = "";
  tell(byId("detail-message"));
}

/** Only for a session that is there. */
function showParts(isThere) {
  form.hidden = !isThere;
  byId("embed").hidden = !isThere;
  byId("delete").hidden = !isThere;
}

setInterval(() => {
  const end = opened?.saved && expiresAt(opened.id);
  if (end) byId("detail-life").textContent = remaining(end - Date.now());
}, 1000);

addEventListener("session-gone", ({ detail: id }) => {
  if (id !== opened?.id) return forgetEdits(id);
  opened.isGone = true;
  picture.close();
  retry.stop();
  showParts(false);
  byId("detail-life").textContent = "";
  const hint = isEdited(id) ? " What you typed is still here, to be copied." : "";
  form.hidden = !isEdited(id);
  tell(byId("detail-message"), `This session is gone: it has expired, or was deleted.${hint}`);
});

// Editing

function typed() {
  const { args, template } = form.elements;
  return { args: args.value, template: template.value };
}

function fill(texts) {
  for (const [field, text] of Object.entries(texts)) form.elements[field].value = text;
}

function showEdited() {
  for (const id of ["not-saved", "revert"]) byId(id).hidden = !isEdited(opened.id);
}

form.addEventListener("input", () => {
  keepEdits(opened.id, typed(), opened.saved);
  showEdited();
});

byId("revert").addEventListener("click", () => {
  forgetEdits(opened.id);
  fill(opened.saved);
  clearProblems(form);
  showEdited();
  form.elements.args.focus();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  whileBusy(byId("save"), save);
});

async function save() {
  const { id, saved } = opened;
  const sent = typed();
  clearProblems(form);
  try {
    const template = sent.template === saved.template ? "" : `,"template":${JSON.stringify(sent.template)}`;
    await updateSession(id, `{"args":${readArguments(form.elements.args)}${template}}`);
  } catch (error) {
    if (opened?.id !== id) return;
    showProblems(form, error);
    if (form.elements.template.hasAttribute("aria-invalid")) byId("edit-template-fold").open = true;
    return focusFirstProblem(form);
  }
  // What has been typed since is still to be saved.
  keepEdits(id, { ...sent, ...editsOf(id) }, sent);
  if (opened?.id === id) {
    opened.saved = sent;
    showEdited();
    picture.mend();
  }
  renewThumbnail(id);
  announce("Saved. The picture has changed wherever it is shown.");
}

form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});

byId("delete").addEventListener("click", () => askToDelete(opened.id));

// Copying

for (const button of document.querySelectorAll("[data-copies]")) {
  button.addEventListener("click", () => copy(byId(button.dataset.copies)));
}

async function copy(field) {
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    announce("Copied.");
  } catch {
    // Only secure pages may write to the clipboard, and only when the user lets them.
    announce("The text is selected: press Ctrl+C or ⌘C to copy it.");
  }
}
