/* A file dropped where nothing takes it would be opened by the browser in place of the page: here it is not, and the page says what to do. */
(() => {
    if (window.tandemKeepsThePage) return;
    window.tandemKeepsThePage = true;

    const SHOWN_MS = 6000;
    const note = document.createElement("div");
    note.className = "stray";
    note.setAttribute("role", "status");

    // What stands furthest down the page knows best: the state of a load before the rule for all pages.
    const say = () => {
        note.textContent = [...document.querySelectorAll("[data-no-drop]")].pop()?.dataset.noDrop ?? "";
        document.querySelector("[data-testid=stApp]")?.append(note);
        clearTimeout(note.gone);
        note.gone = setTimeout(() => note.remove(), SHOWN_MS);
    };

    const keep = event => {
        const carriesFiles = [...(event.dataTransfer?.types ?? [])].includes("Files");
        if (!carriesFiles || event.defaultPrevented) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "none";
        say();
    };
    // After everybody else: a zone that takes files has said so by then.
    for (const name of ["dragover", "drop"]) window.addEventListener(name, keep);
})();
