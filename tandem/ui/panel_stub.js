// What Streamlit sends with every panel is this much; the program itself is fetched once, see tandem/ui/programs.py.
let fetched;

export default async function ({ data, ...given }) {
    const told = JSON.parse(data);
    fetched ??= import(new URL(told.program, window.__streamlit?.BACKEND_BASE_URL ?? document.baseURI));
    try {
        return (await fetched).default({ ...given, parts: told.parts });
    } catch (fault) {
        fetched = undefined;
        throw fault;
    }
}
