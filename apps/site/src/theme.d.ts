declare module "@theme-original/NavbarItem/ComponentTypes" {
  import type { ComponentTypesObject } from "@theme/NavbarItem/ComponentTypes";

  const ComponentTypes: ComponentTypesObject;
  export default ComponentTypes;
}

declare module "@theme-original/CodeBlock" {
  import type { Props } from "@theme/CodeBlock";
  import type { ReactNode } from "react";

  export default function CodeBlock(props: Props): ReactNode;
}

declare module "@theme-original/SearchBar" {
  import type { ReactNode } from "react";

  export default function SearchBar(): ReactNode;
}

declare module "@theme-original/SearchPage" {
  import type { ReactNode } from "react";

  export default function SearchPage(): ReactNode;
}

// Made by generate/parts.ts.
declare module "@site/.pages/parts.json" {
  import type { Parts } from "@site/src/playground/parts";

  const parts: Parts;
  export default parts;
}
