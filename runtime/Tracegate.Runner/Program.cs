using System.Text;
using Tracegate.Runtime.CommandLine;
using Tracegate.Runtime.Control;
using Tracegate.Runtime.Elf;
using Tracegate.Runtime.Features;
using Tracegate.Runtime.Output;
using Tracegate.Runtime.Session;

TraceSession.FreeSignals();
try
{
    if (args is ["ctl", .. var words])
        return words is [] or ["-h" or "--help"] ? Print(ControlArguments.Help, words.Length == 0 ? 1 : 0) : ControlClient.Run(ControlArguments.Parse(words));
    var arguments = RunArguments.Parse(args, ObjectImage.IsMeant);
    if (arguments.Help || args.Length == 0)
        return Print(HelpText.Create(), args.Length == 0 ? 1 : 0);
    if (arguments.Version)
        return Print($"tracegate-run {ProductVersion.Text}\n", 0);
    if (arguments.Objects.Count == 0)
        throw Faults.Usage.With("name the object to run");
    TraceSession.HoldSignals();
    return TraceSession.Run([.. arguments.Objects.Select(ObjectImage.Read)], arguments.Options);
}
catch (FaultException failure)
{
    return FaultPrinter.Print(failure.Fault);
}

// Not Console: its encodings and locks would be a third of the start-up time.
static int Print(string text, int status)
{
    using var output = new OutputStream(1);
    output.Write(Encoding.UTF8.GetBytes(text));
    return status;
}
