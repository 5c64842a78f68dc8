import OriginalSearchPage from "@theme-original/SearchPage";
import { type ReactElement, useEffect } from "react";

/** As the plugin has it, which does not say that its results are the page's main part. */
export default function SearchPage(): ReactElement {
  useEffect(() => {
    const content = document.getElementById("__docusaurus_skipToContent_fallback");
    content?.setAttribute("role", "main");
    return () => content?.removeAttribute("role");
  }, []);
  return <OriginalSearchPage />;
}
