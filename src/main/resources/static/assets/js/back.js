// On a warning screen Escape takes the safe way out: the link marked data-escape.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const safe = document.querySelector("a[data-escape]");
  if (safe) {
    event.preventDefault();
    safe.click();
  }
});

// Links can't carry autofocus everywhere, so the safe choice gets its focus here.
document.querySelector("a[data-escape][autofocus]")?.focus();

// What is wrong comes first: the field that was refused, else the summary above the form.
document.querySelector("[aria-invalid=true]")?.focus();
