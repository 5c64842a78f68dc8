import { useActivePlugin, useActiveDocContext, useVersions } from "@docusaurus/plugin-content-docs/client";
import DropdownNavbarItem from "@theme/NavbarItem/DropdownNavbarItem";
import type { ReactNode } from "react";

/** The versions of the package one is reading about: the same page in each, or its first page where it has none. */
export default function VersionMenu({ mobile }: { readonly mobile?: boolean }): ReactNode {
  const plugin = useActivePlugin();
  if (!plugin || plugin.pluginId === "guide") return null;
  return <Versions id={plugin.pluginId} mobile={mobile ?? false} />;
}

function Versions({ id, mobile }: { readonly id: string; readonly mobile: boolean }): ReactNode {
  const versions = useVersions(id);
  const { activeVersion, alternateDocVersions } = useActiveDocContext(id);
  if (!activeVersion) return null;
  const items = versions.map((version) => {
    const same = alternateDocVersions[version.name];
    const first = version.docs.find((doc) => doc.id === version.mainDocId)!;
    return {
      label: same ? version.label : `${version.label} (without this page)`,
      to: (same ?? first).path,
      isActive: () => version.name === activeVersion.name,
    };
  });
  return <DropdownNavbarItem mobile={mobile} position="right" label={`${id} ${activeVersion.label}`} items={items} />;
}
