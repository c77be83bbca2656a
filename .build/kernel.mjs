// Compiles the engine's inner loops (src/engine/kernel) to WebAssembly, and writes them into a module as text: so whatever runs or
// bundles the engine has them, in a browser too, and no file has to be found.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const MODULE = 'src/engine/montecarlo/kernel-code.ts';

export async function buildKernel() {
  let code = new Uint8Array(0);
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--use', 'abort='];
  // What `memory.ts` lays out ends below this address, which is that of 3 pages.
  const memory = ['--initialMemory', '3', '--memoryBase', '196608'];
  // v128 is never exchanged with JavaScript, of which AS112 warns.
  const quiet = ['--disableWarning', '112'];
  const { error, stderr } = await asc.main(
    ['src/engine/kernel/index.ts', ...options, ...memory, ...quiet, '--outFile', 'kernel.wasm'],
    {
      readFile: (name, folder) => {
        const path = `${folder}/${name}`;
        return existsSync(path) ? readFileSync(path, 'utf8') : null;
      },
      writeFile: (_name, contents) => {
        code = contents;
      },
    },
  );
  if (error) throw new Error(`the kernel does not compile: ${stderr}`);
  const text = `/** Made of src/engine/kernel by the build. */\nexport const KERNEL_CODE = '${Buffer.from(code).toString('base64')}';\n`;
  if (!existsSync(MODULE) || readFileSync(MODULE, 'utf8') !== text) writeFileSync(MODULE, text);
}
