// Forms marked data-guard ask before typed things are lost, and no form is sent twice.
const dirty = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && "guard" in form.dataset) dirty.add(form);
});

for (const form of document.querySelectorAll("form[data-guard][data-typed]")) dirty.add(form);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  dirty.clear();
});

// Coming back with the browser's button finds the form usable again.
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

addEventListener("beforeunload", (event) => {
  if (dirty.size > 0) event.preventDefault();
});
