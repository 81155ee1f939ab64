// Sends the chosen file as it is; the server imports it as it comes, so that what is sent is what is done.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("import" in form.dataset)) return;
  event.preventDefault();
  const file = form.elements.file.files[0];
  if (!file) return;
  const button = form.querySelector("button");
  const shown = form.querySelector("[data-progress]");
  const failed = form.querySelector("[data-failed]");
  // The same key with the same file is the same import; another file of that name isn't.
  const query = new URLSearchParams({
    file: file.name,
    size: file.size,
    changed: file.lastModified,
    times: form.elements.times.value,
    charset: form.elements.charset.value,
    formKey: form.elements.formKey.value,
  });
  const request = new XMLHttpRequest();
  request.open("POST", `${location.pathname}?${query}`);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  if (form.dataset.csrf) request.setRequestHeader("X-XSRF-TOKEN", form.dataset.csrf);
  request.responseType = "document";
  request.upload.onprogress = (sent) => {
    if (sent.lengthComputable) shown.querySelector("progress").value = sent.loaded / sent.total;
  };
  request.onload = () => {
    // The report has a page of its own.
    if (new URL(request.responseURL).pathname !== location.pathname) return location.assign(request.responseURL);
    const main = request.response?.querySelector("main");
    if (!main) return request.onerror();
    document.querySelector("main").replaceWith(document.adoptNode(main));
    document.querySelector("h1")?.scrollIntoView();
  };
  request.onerror = () => {
    shown.hidden = true;
    failed.hidden = false;
    button.disabled = false;
  };
  button.disabled = true;
  failed.hidden = true;
  shown.hidden = false;
  request.send(file);
});
