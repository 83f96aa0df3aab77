// How far a file has been sent, in the form that sends it by htmx.
(() => {
  "use strict";
  const part = (form) => form.querySelector?.("[data-upload-progress]");
  const mebibytes = (bytes) => (bytes / 2 ** 20).toFixed(1);

  function show(place, loaded, total) {
    const bar = place.querySelector("progress");
    bar.max = total;
    bar.value = loaded;
    place.hidden = false;
    const isSent = loaded >= total;
    place.querySelector("[role=status]").textContent = isSent ? "Sent. The desk reads it." : `${mebibytes(loaded)} of ${mebibytes(total)} MiB sent`;
  }

  document.addEventListener("htmx:xhr:progress", (event) => {
    const form = event.detail.elt ?? event.target;
    const place = part(form);
    const size = [...(form.querySelector("input[type=file]")?.files ?? [])].reduce((sum, file) => sum + file.size, 0);
    // What comes back is told by the same event, and is shorter than what was sent.
    if (place && size && event.detail.lengthComputable && event.detail.total >= size) show(place, event.detail.loaded, event.detail.total);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const place = part(event.detail.elt);
    if (place) place.hidden = true;
  });
})();
