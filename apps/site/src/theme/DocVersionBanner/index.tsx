import Link from "@docusaurus/Link";
import { useDocsVersion, useDocVersionSuggestions } from "@docusaurus/plugin-content-docs/client";
import type { Props } from "@theme/DocVersionBanner";
import type { ReactNode } from "react";

/** What an old release, and what is on main, says of itself: whose version it is, and where the newest one is. */
export default function DocVersionBanner({ className = "" }: Props): ReactNode {
  const { banner, pluginId, label } = useDocsVersion();
  const { latestDocSuggestion: same, latestVersionSuggestion: newest } = useDocVersionSuggestions(pluginId);
  if (!banner) return null;
  const first = newest.docs.find(({ id }) => id === newest.mainDocId)!;
  return (
    <div className={`${className} theme-doc-version-banner alert alert--warning margin-bottom--md`} role="note">
      {banner === "unreleased" ? (
        <>
          This is <b>{pluginId}</b> as it will be: unreleased.
        </>
      ) : (
        <>
          This is{" "}
          <b>
            {pluginId} {label}
          </b>
          , which is no longer maintained.
        </>
      )}{" "}
      The newest release is {newest.label}:{" "}
      <Link to={(same ?? first).path}>{same ? "this page there" : "its first page; it has none like this"}</Link>.
    </div>
  );
}
