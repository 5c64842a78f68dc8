import VersionMenu from "@site/src/components/VersionMenu";
import ComponentTypes from "@theme-original/NavbarItem/ComponentTypes";

export default { ...ComponentTypes, "custom-versions": VersionMenu };
