// On a warning screen Escape takes the safe way out: the link marked data-escape.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const safe = document.querySelector("a[data-escape]");
  if (safe) {
    event.preventDefault();
    safe.click();
  }
});

// The safe choice has the focus, without scrolling away from what the page warns of.
document.querySelector("[data-focus]")?.focus({ preventScroll: true, focusVisible: true });

// What is wrong comes first: the field that was refused, or the password that is asked for.
(document.querySelector("[data-proof]") ?? document.querySelector("[aria-invalid=true]"))?.focus();
