using System.Runtime.InteropServices;
using SemCom.Cli;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await CommandLineApp.RunAsync(args, CliContext.OfConsole(), stop.Token).ConfigureAwait(false);

// The first signal lets work end cleanly, the second ends the process at once.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
