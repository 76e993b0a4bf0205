namespace Tracegate.Contract;

/// <summary>Identity and version of the metadata section that turns a libbpf object into a Tracegate object.</summary>
public static class ContractVersion
{
    /// <summary>ELF section that holds the metadata. It carries no debug info, so libbpf skips it.</summary>
    public const string SectionName = ".tracegate.meta";

    /// <summary>First four bytes of the section, little endian: <c>TGMD</c>.</summary>
    public const uint Magic = 0x444D4754;

    /// <summary>Must be equal in object and runtime.</summary>
    public const uint Major = 1;

    /// <summary>Newest minor that this build knows. An object carries the minor of the newest feature that it uses.</summary>
    public const uint Minor = 1;

    /// <summary>Minor of objects with <see cref="CallNotes"/>.</summary>
    public const uint CallPairs = 1;

    /// <summary>Minor of objects with rows of <see cref="RuntimeErrorKind.Recursion"/>.</summary>
    public const uint Guard = 1;

    /// <summary>
    /// Minor of objects that send records: <see cref="WellKnown.ControlRing"/>, <see cref="EventInfo.Counter"/> of rows
    /// with records, <see cref="EventInfo.Then"/>, the exit code in the <see cref="GateWord"/>.
    /// </summary>
    public const uint CountedRecords = 1;

    /// <summary>Minor of objects with <see cref="LoadConstantKind.UserExcessBits"/>.</summary>
    public const uint UserSizes = 1;

    /// <summary>Minor of objects with <see cref="LoadConstantKind.Config"/>.</summary>
    public const uint ConfigValues = 1;

    /// <summary>
    /// Minor of objects with <see cref="ProgramInfo.Config"/> or <see cref="ProgramInfo.OtherPlaces"/>, which an older
    /// runtime would ignore.
    /// </summary>
    public const uint ProgramConfig = 1;

    /// <summary>Bytes of the header: magic, major, minor and the length of the JSON text, four bytes each, little endian.</summary>
    public const int HeaderSize = 16;
}
