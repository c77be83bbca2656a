// `npm start`: the worked example, or the command that follows `npm start --`.
if (process.argv.length === 2) process.argv.push('simulate', 'hundred-per-cycle');
await import('../bin/flywheel.js');
