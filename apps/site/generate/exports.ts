import { basename, dirname, join, relative } from "node:path";
import ts from "typescript";
import { packages, root } from "../packages.ts";

// What the packages say of themselves: their exports, with signatures and docstrings, read by the TypeScript compiler.

/** What has a page of its own. */
export type Kind = "activation" | "loss" | "optimizer" | "transform" | "schedule" | "initializer" | "metric";

/** A parameter, or one of the options. */
export interface Parameter {
  /** "x", "options.alpha" */
  readonly name: string;
  readonly type: string;
  /** As it is written in the code; empty if it must be given. */
  readonly fallback: string;
  readonly text: string;
}

export interface Exported {
  readonly name: string;
  readonly kind: Kind;
  /** What is imported from the package: "elu", or "initializers" for those that stand in a record. */
  readonly imported: string;
  /** Its declaration, without the body. */
  readonly signature: string;
  /** The docstring, without its tags. */
  readonly text: string;
  readonly parameters: readonly Parameter[];
  readonly returns: string;
  readonly throws: readonly string[];
  /** Papers: what stands behind `@see`. */
  readonly sources: readonly string[];
}

const entryOf = (folder: string): string => join(root, folder, "src/index.ts");

const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, "tsconfig.base.json"), (path) => ts.sys.readFile(path)).config,
  ts.sys,
  root,
);
const program = ts.createProgram(
  packages.map(({ folder }) => entryOf(folder)).filter((path) => ts.sys.fileExists(path)),
  options,
);
const checker = program.getTypeChecker();

/** The functions of a package that have a page of their own, in the order in which it exports them. */
export function functionsOf({ id, folder }: { readonly id: string; readonly folder: string }): Exported[] {
  const entry = program.getSourceFile(entryOf(folder));
  const module = entry && checker.getSymbolAtLocation(entry);
  if (!module) return [];
  const found = checker.getExportsOfModule(module).flatMap((symbol) => {
    const own = declared(symbol);
    return [
      ...described(id, symbol.name, own),
      ...membersOf(own).flatMap((one) => described(id, one.name, one, symbol.name)),
    ];
  });
  return [...new Map(found.toReversed().map((one) => [one.name, one])).values()].toReversed();
}

/** What is in a record of functions, such as `initializers`. */
function membersOf({ valueDeclaration: record }: ts.Symbol): ts.Symbol[] {
  if (!record || !ts.isVariableDeclaration(record)) return [];
  const properties = checker.getTypeAtLocation(record).getProperties();
  return properties.flatMap(({ valueDeclaration: written }) => {
    const isName = written && ts.isShorthandPropertyAssignment(written);
    const value = isName && checker.getShorthandAssignmentValueSymbol(written);
    return value ? [declared(value)] : [];
  });
}

const declared = (symbol: ts.Symbol): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

function described(id: string, name: string, symbol: ts.Symbol, record?: string): Exported[] {
  const declaration =
    symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Variable) ? symbol.valueDeclaration : undefined;
  const kind = declaration && kindOf(id, declaration);
  if (!kind) return [];
  const tags = symbol.getJsDocTags(checker);
  const tagged = (tag: string): string[] =>
    tags
      .filter(({ name }) => name === tag)
      // The compiler takes the first word for a name and sets it apart.
      .map(({ text }) => ts.displayPartsToString(text).replaceAll(" ,", ","));
  return [
    {
      name,
      kind,
      imported: record ?? name,
      signature: signatureOf(declaration),
      text: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
      parameters: parametersOf(declaration, tagged("param")),
      returns: tagged("returns").join(" "),
      throws: tagged("throws"),
      sources: tagged("see"),
    },
  ];
}

/** By the package, in `network` by the folder, and in `optimizers` by what is returned. */
function kindOf(id: string, declaration: ts.Declaration): Kind | undefined {
  const call = checker.getTypeAtLocation(declaration).getCallSignatures()[0];
  if (!call) return undefined;
  if (id === "activations") return "activation";
  if (id === "losses") return "loss";
  const folder = basename(dirname(relative(root, declaration.getSourceFile().fileName)));
  const returned = checker.typeToString(call.getReturnType());
  if (id === "network") {
    const isInitializer = folder === "initializers" && /^(Initializer|Tensor)$/.test(returned);
    return isInitializer ? "initializer" : folder === "metrics" ? "metric" : undefined;
  }
  if (id !== "optimizers") return undefined;
  if (returned === "Schedule") return "schedule";
  if (returned !== "Optimizer") return undefined;
  const given = call.getParameters().flatMap((one) => checker.getTypeOfSymbol(one).getProperties());
  return given.some(({ name }) => name === "rate") ? "optimizer" : "transform";
}

function functionOf(declaration: ts.Declaration): ts.SignatureDeclaration | undefined {
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined;
  return ts.isArrowFunction(declaration.initializer) ? declaration.initializer : undefined;
}

function signatureOf(declaration: ts.Declaration): string {
  const found = functionOf(declaration);
  const name = (declaration as ts.NamedDeclaration).name!.getText();
  const typed = ts.isVariableDeclaration(declaration) ? declaration.type?.getText() : undefined;
  if (!found || typed) return `${name}: ${typed ?? checker.typeToString(checker.getTypeAtLocation(declaration))}`;
  const types = found.typeParameters ? `<${found.typeParameters.map((one) => one.getText()).join(", ")}>` : "";
  const parameters = found.parameters.map((one) => one.getText()).join(", ");
  const returned = found.type?.getText() ?? checker.typeToString(checker.getTypeAtLocation(declaration));
  return `function ${name}${types}(${parameters}): ${returned}`;
}

/** What is passed, options one by one, with the default that the code gives and the words of the docstring. */
function parametersOf(declaration: ts.Declaration, tagged: readonly string[]): Parameter[] {
  const said = new Map(
    tagged.map((text) => /^(\S+)\s+(?:[-–]\s*)?([^]*)$/.exec(text)).map((match) => [match?.[1], match?.[2]]),
  );
  return (functionOf(declaration)?.parameters ?? []).flatMap((parameter) => {
    const isRecord = ts.isObjectBindingPattern(parameter.name);
    const type = checker.getTypeAtLocation(parameter);
    // Of what is declared as an initializer the compiler knows the types.
    const written = parameter.type?.getText() ?? checker.typeToString(type);
    const isOptions = isRecord || /Options$/.test(written) || parameter.name.getText() === "options";
    if (!isOptions) {
      const name = parameter.name.getText().replace(/^_/, "");
      return [
        {
          name,
          type: written,
          fallback: textOf(parameter.initializer),
          text: said.get(name) ?? "",
        },
      ];
    }
    const fallbacks = new Map(
      isRecord ? parameter.name.elements.map((one) => [one.name.getText(), textOf(one.initializer)]) : [],
    );
    return checker.getPropertiesOfType(checker.getNonNullableType(type)).map((property): Parameter => {
      const name = `options.${property.name}`;
      const own = checker.getTypeOfSymbol(property);
      return {
        name,
        type: checker.typeToString(checker.getNonNullableType(own)),
        fallback: fallbacks.get(property.name) ?? "",
        text: said.get(name) ?? ts.displayPartsToString(property.getDocumentationComment(checker)),
      };
    });
  });
}

const textOf = (node: ts.Node | undefined): string => node?.getText() ?? "";
