// What has been typed and not saved, by session. It lives as long as the page.

/** Session ID → {args, template}, of which only those are there that differ from what is saved. */
const edits = new Map();

export const editsOf = (id) => edits.get(id) ?? {};
export const isEdited = (id) => edits.has(id);
export const isAnythingEdited = () => edits.size > 0;

export function keepEdits(id, typed, saved) {
  const changed = Object.entries(typed).filter(([field, text]) => text !== saved[field]);
  if (changed.length > 0) edits.set(id, Object.fromEntries(changed));
  else edits.delete(id);
  dispatchEvent(new CustomEvent("edits", { detail: id }));
}

export const forgetEdits = (id) => keepEdits(id, {}, {});

export function forgetAllEdits() {
  for (const id of edits.keys()) forgetEdits(id);
}

addEventListener("beforeunload", (event) => {
  if (isAnythingEdited()) event.preventDefault();
});
