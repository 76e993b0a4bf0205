using System.CommandLine;
using Tracegate.Cli;
using Tracegate.Runtime.CommandLine;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Session;

TraceSession.FreeSignals();
try
{
    var root = new RunCommand { new CompileCommand(), new InspectCommand(), new ProfileCommand(), new ControlCommand() };

    // "@ = count()" is a program, not a response file.
    var configuration = new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false };
    var parsed = root.Parse(args, configuration);
    var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
    return parsed.Invoke(invocation);
}
catch (FaultException failure)
{
    return FaultPrinter.Print(failure.Fault);
}
