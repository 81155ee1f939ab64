// Choosing a country proposes its usual time zone, as long as nobody has chosen one by hand.
for (const country of document.querySelectorAll("select[data-zones]")) {
  const zone = country.form.elements[country.dataset.zones];
  let chosen = false;
  zone.addEventListener("change", () => { chosen = true; });
  country.addEventListener("change", () => {
    const usual = country.selectedOptions[0]?.dataset.zone;
    if (usual && !chosen) zone.value = usual;
  });
}
