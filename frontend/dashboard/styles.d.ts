// What the build makes of files that are no scripts: style sheets export nothing, pictures their address.
declare module '*.css';
declare module '*.webp' {
  const address: string;
  export default address;
}
