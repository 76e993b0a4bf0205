using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tracegate.Contract;

namespace Tracegate.Compiler.CodeGen;

/// <summary>Makes the metadata of an object from what its programs turned out to need.</summary>
internal static class MetadataBuilder
{
    public static ObjectMetadata Build(ObjectEmitter emitter, ImmutableArray<ProgramInfo> programs)
    {
        var source = emitter.Program.Span.Source;
        return new ObjectMetadata
        {
            Minor = Minor(emitter, programs),
            SourceName = source.Name,
            SourceHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source.Text))),
            Compiler = $"tracegate {typeof(MetadataBuilder).Assembly.GetName().Version?.ToString(3)}",
            Programs = programs,
            Maps = [.. emitter.Maps.All.Select(slot => slot.Info)],
            Events = emitter.Events.Rows,
            Strings = emitter.Strings,
            Constants = emitter.Constants.Rows,
            Options = emitter.Program.Options,
            PositionalParameters = emitter.Program.PositionalParameters,
            Config = emitter.Program.Config.WithComparers(StringComparer.Ordinal),
            Features = emitter.Features,
            Unsafe = emitter.IsUnsafe,
        };
    }

    // The newest of what the object uses.
    private static uint Minor(ObjectEmitter emitter, ImmutableArray<ProgramInfo> programs)
    {
        uint[] used =
        [
            emitter.Minor,
            emitter.Pairs > 0 ? ContractVersion.CallPairs : 0,
            emitter.Uses.Contains(WellKnown.RingBuffer) ? ContractVersion.CountedRecords : 0,
            emitter.Constants.Rows.Any(row => row.Kind == LoadConstantKind.UserExcessBits) ? ContractVersion.UserSizes : 0,
            emitter.Constants.Rows.Any(row => row.Kind == LoadConstantKind.Config) ? ContractVersion.ConfigValues : 0,
            programs.Any(program => program.Config.Count > 0 || !program.OtherPlaces.IsEmpty) ? ContractVersion.ProgramConfig : 0,
        ];
        return used.Max();
    }
}
