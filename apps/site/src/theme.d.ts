declare module "@theme-original/NavbarItem/ComponentTypes" {
  import type { ComponentTypesObject } from "@theme/NavbarItem/ComponentTypes";

  const ComponentTypes: ComponentTypesObject;
  export default ComponentTypes;
}
