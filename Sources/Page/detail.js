// One session: its live picture, its arguments, and how to embed it.

import { imagePath, readSession, streamPath, updateSession } from "/api.js";
import {
  announce, byId, clearProblems, focusFirstProblem, layOut, readArguments, remaining, showProblems, tell, whileBusy,
} from "/dom.js";
import { askToDelete, expiresAt, renewThumbnail } from "/list.js";
import { LivePicture } from "/picture.js";

const form = byId("edit-form");
const picture = new LivePicture(byId("live-stage"));
let current = null;
let template = "";

export async function openDetail(id) {
  closeDetail();
  current = id;
  byId("detail-title").textContent = id;
  clearProblems(form);
  form.hidden = true;
  byId("embed").hidden = true;
  tell(byId("detail-message"));
  let session;
  try {
    session = await readSession(id);
  } catch (error) {
    if (current === id) tell(byId("detail-message"), error.message);
    return;
  }
  // Meanwhile another may have been chosen.
  if (current !== id) return;
  template = session.template;
  form.elements.template.value = template;
  form.elements.args.value = layOut(session.args);
  form.hidden = false;
  byId("embed").hidden = false;
  byId("embed-tag").value = `<img src="${location.origin}${streamPath(id)}" alt="${id}">`;
  byId("embed-image").value = location.origin + imagePath(id);
  showLife(session);
  picture.show(id, `Live picture of ${id}`);
}

/** Lets go of the picture and its connection. */
export function closeDetail() {
  picture.close();
  current = null;
  byId("detail-life").textContent = "";
}

function showLife({ ttl }) {
  byId("detail-life").textContent = remaining(1000 * ttl);
}

setInterval(() => {
  const end = current && expiresAt(current);
  if (end) byId("detail-life").textContent = remaining(end - Date.now());
}, 1000);

addEventListener("session-gone", ({ detail }) => {
  if (detail !== current) return;
  picture.close();
  form.hidden = true;
  byId("embed").hidden = true;
  byId("detail-life").textContent = "";
  tell(byId("detail-message"), "This session is gone: it has expired, or was deleted.");
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  whileBusy(byId("save"), save);
});

async function save() {
  const id = current;
  clearProblems(form);
  try {
    const changed = form.elements.template.value;
    const newTemplate = changed === template ? "" : `,"template":${JSON.stringify(changed)}`;
    await updateSession(id, `{"args":${readArguments(form.elements.args)}${newTemplate}}`);
    if (current === id) template = changed;
  } catch (error) {
    if (current !== id) return;
    showProblems(form, error);
    if (form.elements.template.hasAttribute("aria-invalid")) byId("edit-template-fold").open = true;
    return focusFirstProblem(form);
  }
  if (current === id) picture.mend();
  renewThumbnail(id);
  announce("Saved. The picture has changed wherever it is shown.");
}

form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});

byId("delete").addEventListener("click", () => askToDelete(current));

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
