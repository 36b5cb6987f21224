// The page that files a document in one more dossier: its field suggests dossiers.

import { finder } from "../++plone++farde.dossier/finder.js";

const dossier = document.getElementById("field-dossier");
if (dossier) {
  finder(dossier);
  dossier.focus();
}
document.querySelector("#file-also-check .btn-primary")?.focus();
